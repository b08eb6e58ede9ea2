/** The whole service as a child process against real brokers and stores, with faults. */
package io.campuspulse.endtoend;
