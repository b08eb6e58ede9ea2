/** The {@code campus} command: one thin class per subcommand, sentences and exit codes. */
package io.campuspulse.cli;
