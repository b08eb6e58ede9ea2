/** Event time: ordered sets of samples per point, watermarks per school. */
package io.campuspulse.window;
