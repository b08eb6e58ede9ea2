/** Whether the service is ready to do its work, as named checks with sentences. */
package io.campuspulse.ops;
