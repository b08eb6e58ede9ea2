/** Decoding speed against bare Jackson parsing of the same bytes; run by hand. */
package io.campuspulse.codec.bench;
