/**
 * A city's platform to test against: strict, with a failure switchboard; shares no code with us.
 */
package io.campuspulse.mockcity;
