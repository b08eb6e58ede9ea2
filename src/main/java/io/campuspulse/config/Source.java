package io.campuspulse.config;

import java.nio.file.Path;

/**
 * What all nodes of one document share.
 *
 * @param file the file's name in sentences
 * @param folder folder against which its relative paths resolve
 * @param problems where problems go
 * @param overrides values from the environment, or none
 */
record Source(String file, Path folder, Problems problems, Overrides overrides) {}
