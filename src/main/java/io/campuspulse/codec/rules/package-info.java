/** Rules that every convention shares: numbers in text, units, null words, ranges, clocks. */
package io.campuspulse.codec.rules;
