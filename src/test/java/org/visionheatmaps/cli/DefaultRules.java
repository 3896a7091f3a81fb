package org.visionheatmaps.cli;

import java.util.List;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.cli.config.RulesFile;

/** The rules that hold where nobody chose otherwise, for tests outside the command line. */
public final class DefaultRules {
    private DefaultRules() {}

    public static List<Rule> get() {
        return RulesFile.builtIn();
    }
}
