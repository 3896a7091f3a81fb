package org.visionheatmaps.cli;

import picocli.CommandLine.Option;

/** {@code --help} of a command. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;
}
