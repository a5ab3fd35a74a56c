package io.jenkins.trainmodel.lineage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.json.BoundedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lineage for programs. Every key is always there; what is not known is null, and numbers that are not finite as in events. */
public final class LineageJson {
    public static final int SCHEMA_VERSION = 1;

    private static final JsonMapper MAPPER =
            BoundedJson.builder(Integer.MAX_VALUE - 8, 100).build();

    private LineageJson() {}

    private record Document(int v, List<Member> runs, List<CurveOfRun> curves) {}

    private record CurveOfRun(
            String runId,
            String name,
            List<StitchedCurve.Segment> segments,
            List<EpochOnCurve> epochs,
            List<Moment> moments) {}

    private record EpochOnCurve(int epoch, long step, double elapsedSeconds, Map<String, Double> metrics) {}

    /**
     * The family and, for each run from which none began, the curve that leads to it.
     *
     * @throws IOException if a recording cannot be read
     */
    public static String of(Lineage lineage) throws IOException {
        List<CurveOfRun> curves = new ArrayList<>();
        for (Member leaf : lineage.family().leaves()) {
            curves.add(curve(leaf, lineage.curveOf(leaf)));
        }
        return text(new Document(SCHEMA_VERSION, lineage.family().members(), curves));
    }

    /** The family alone. */
    public static String of(Family family) {
        return text(new Document(SCHEMA_VERSION, family.members(), List.of()));
    }

    private static String text(Document document) {
        ObjectNode json = MAPPER.valueToTree(document);
        NonFinite.extract(json);
        return json.toString();
    }

    private static CurveOfRun curve(Member leaf, StitchedCurve curve) {
        List<EpochOnCurve> epochs =
                curve.history().epochs().stream().map(LineageJson::epoch).toList();
        return new CurveOfRun(leaf.runId(), leaf.name(), curve.segments(), epochs, curve.moments());
    }

    private static EpochOnCurve epoch(TrainingEvent.Epoch epoch) {
        return new EpochOnCurve(epoch.epoch(), epoch.step(), epoch.elapsedSeconds(), epoch.metrics());
    }
}
