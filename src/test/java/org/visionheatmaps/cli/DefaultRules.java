package org.visionheatmaps.cli;

import java.util.List;
import org.visionheatmaps.audit.Rule;

/** The rules that hold where nobody chose otherwise, for tests outside the command line. */
public final class DefaultRules {
    private DefaultRules() {}

    public static List<Rule> get() {
        return RulesFile.builtIn();
    }
}
