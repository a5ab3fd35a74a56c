package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedReportTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    private static RunHistory hostileRun() {
        RunHistory history = new RunHistory();
        history.add(event(
                1,
                new TrainingEvent.Started(
                        "id",
                        HOSTILE,
                        new JsonMapper().createObjectNode().put(HOSTILE, HOSTILE),
                        Map.of(HOSTILE, HOSTILE),
                        1,
                        1,
                        1,
                        Optional.of(2),
                        1,
                        1,
                        Optional.empty())));
        history.add(event(
                2,
                new TrainingEvent.Epoch(
                        1,
                        1,
                        1,
                        Map.of(HOSTILE, Double.NaN),
                        Map.of("forward", 1.0),
                        Optional.empty(),
                        Optional.empty())));
        history.add(event(3, new TrainingEvent.Warning(HOSTILE, HOSTILE)));
        return history;
    }

    private static EventRecord event(long sequence, TrainingEvent event) {
        return new EventRecord(1, sequence, Instant.now(), event);
    }

    @Test
    void shouldLetNoTextOfTheRunBecomeMarkup() {
        EmbeddedReport report = EmbeddedReport.of(hostileRun());

        assertThat(report.parts().values()).allSatisfy(html -> assertThat(html).doesNotContain("<img"));
        assertThat(report.parts().get("timeline")).contains("&lt;img");
        assertThat(report.curves()).doesNotContain("<");
    }

    @Test
    void shouldHaveStylesForItsElementOnly() {
        assertThat(EmbeddedReport.style()).startsWith(".train-model {").contains(".train-model[data-theme=\"dark\"]");
        assertThat(EmbeddedReport.style()).doesNotContain(":root");
    }

    @Test
    void shouldHaveEveryPartInOrder() {
        assertThat(EmbeddedReport.of(hostileRun()).parts().keySet())
                .containsExactly(
                        "heading",
                        "figures",
                        "varied",
                        "written",
                        "ledger",
                        "phases",
                        "data",
                        "specification",
                        "environment",
                        "checkpoints",
                        "timeline");
        assertThat(EmbeddedReport.of(hostileRun()).parts().get("ledger")).isEmpty();
    }
}
