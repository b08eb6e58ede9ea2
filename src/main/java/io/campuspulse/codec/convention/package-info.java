/** The native conventions, one class each, and the list that registers them. */
package io.campuspulse.codec.convention;
