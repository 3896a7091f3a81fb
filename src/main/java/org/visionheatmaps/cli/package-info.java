/**
 * The command line: arguments to jobs, exit codes, human text on a terminal and elsewhere. Imported by nobody. May import: everything,
 * picocli, SnakeYAML.
 */
package org.visionheatmaps.cli;
