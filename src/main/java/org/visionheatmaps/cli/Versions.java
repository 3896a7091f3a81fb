package org.visionheatmaps.cli;

import org.visionheatmaps.run.Software;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {Software.current() + " (Java " + Runtime.version() + ")"};
    }
}
