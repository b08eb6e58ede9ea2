/** Truth check: figures of the service's own pipeline against the simulator's ground truth. */
package io.campuspulse.app.truth;
