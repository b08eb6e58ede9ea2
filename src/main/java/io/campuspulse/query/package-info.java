/** Read models: figures of metrics from facts, live state, and their one JSON and CSV form. */
package io.campuspulse.query;
