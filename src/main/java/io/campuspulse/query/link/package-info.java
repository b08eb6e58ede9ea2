/** What cities' platforms may read: catalogue sheets, records, reconciliation. */
package io.campuspulse.query.link;
