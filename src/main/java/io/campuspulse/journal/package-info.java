/** Port: the durable log of received messages, its cursors and checkpoints, and the quarantine. */
package io.campuspulse.journal;
