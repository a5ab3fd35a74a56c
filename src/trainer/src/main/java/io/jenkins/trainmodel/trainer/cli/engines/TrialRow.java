package io.jenkins.trainmodel.trainer.cli.engines;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.trainer.selftest.DeviceTrial;
import io.jenkins.trainmodel.words.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a device.
 *
 * @param apart below 0 where nothing was compared
 * @param problem why it did not train, a sentence; empty where it did
 */
record TrialRow(String device, double millisecondsPerStep, double apart, boolean agrees, String problem) {
    static TrialRow of(DeviceTrial trial) {
        return new TrialRow(
                trial.device(), trial.millisecondsPerStep(), trial.apart().orElse(-1), trial.agrees(), "");
    }

    static TrialRow failed(String device, String problem) {
        return new TrialRow(device, 0, -1, false, problem);
    }

    /** As another process has written it. */
    static TrialRow read(JsonNode json) {
        return new TrialRow(
                json.path("device").asText(),
                json.path("millisecondsPerStep").asDouble(),
                json.path("apart").asDouble(-1),
                json.path("agrees").asBoolean(),
                json.path("problem").asText());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device", device);
        json.put("millisecondsPerStep", millisecondsPerStep);
        if (apart >= 0) {
            json.put("apart", apart);
        }
        json.put("agrees", agrees);
        json.put("problem", problem);
        return json;
    }

    boolean isGood() {
        return agrees && problem.isEmpty();
    }

    String words(Audience audience) {
        if (!problem.isEmpty()) {
            return device + ": " + Recorded.in(audience, problem);
        }
        String time = Quantity.number(millisecondsPerStep);
        if (apart < 0) {
            return Speech.say(audience, "check.cpu", device, time);
        }
        return Speech.say(audience, agrees ? "check.same" : "check.other", device, time, Quantity.number(apart));
    }
}
