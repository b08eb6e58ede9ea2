/** Strict RFC 8259 JSON in, a small immutable tree or a token stream out; results as JSON. */
package io.campuspulse.codec.json;
