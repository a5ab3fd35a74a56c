package io.jenkins.trainmodel.trainer.watch.source;

import java.util.List;

/** Finds among reports those of one kind. */
final class ReportKinds {
    private ReportKinds() {}

    static <R extends Report> List<R> of(Class<R> kind, List<Report> reports) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
