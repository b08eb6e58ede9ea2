/** From a native sample to an accepted reading: units, fixed point, ranges, clock rules. */
package io.campuspulse.normalize;
