/** The declarative mapping engine: conventions written as data, compiled once, no scripts. */
package io.campuspulse.codec.mapping;
