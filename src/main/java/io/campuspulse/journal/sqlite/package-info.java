/** The journal, its cursors and its quarantine in one SQLite file. */
package io.campuspulse.journal.sqlite;
