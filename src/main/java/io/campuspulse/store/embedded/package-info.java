/** Readings and facts in QuestDB inside this process: no server, no port, one directory. */
package io.campuspulse.store.embedded;
