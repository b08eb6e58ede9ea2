/** Fixtures for tests: real server processes, fault injection, waiting for conditions. */
package io.campuspulse.testing;
