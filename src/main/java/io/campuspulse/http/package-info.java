/** The HTTP API, bound to the operations of {@code openapi.yaml}, and the dashboard page. */
package io.campuspulse.http;
