package io.jenkins.plugins.trainmodel.page;

import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The runs of a build as {@code api/json} gives them. */
@ExportedBean(defaultVisibility = 2)
public final class BuildApi {
    private final List<RunApi> runs;

    BuildApi(List<RunApi> runs) {
        this.runs = List.copyOf(runs);
    }

    @Exported
    public List<RunApi> getRuns() {
        return runs;
    }
}
