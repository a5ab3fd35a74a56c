package io.jenkins.trainmodel.check;

import io.jenkins.trainmodel.check.EstimateWords.Row;
import io.jenkins.trainmodel.check.Outlook.DataFromDisk;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.words.BottleneckWords;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;

/** What is expected to hold a run up, as lines of the table. */
final class OutlookWords {
    private static final Messages MESSAGES = Messages.of(OutlookWords.class);

    private final Audience audience;
    private final Outlook outlook;

    OutlookWords(Audience audience, Outlook outlook) {
        this.audience = audience;
        this.outlook = outlook;
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(say("label.bottleneck"), bottleneck()));
        outlook.data().ifPresent(data -> rows.add(new Row(say("label.data"), fromDisk(data))));
        return rows;
    }

    private String say(String key, Object... values) {
        return MESSAGES.say(audience, key, values);
    }

    private String bottleneck() {
        BottleneckFound found = outlook.bottleneck();
        BottleneckWords words = new BottleneckWords(audience);
        String expected = say("bottleneck", words.cause(found), Quantity.percent(found.share()), words.advice(found));
        return outlook.isProfiled() ? expected : expected + say("notProfiled");
    }

    private String fromDisk(DataFromDisk data) {
        String how = say(
                data.fits() ? "data.once" : "data.always", Quantity.bytes(data.bytes()), Quantity.bytes(data.room()));
        return how
                + data.seconds()
                        .map(seconds -> say(
                                "data.seconds",
                                Quantity.duration(seconds, audience),
                                Quantity.bytes(Math.round(data.bytesPerSecond().orElseThrow()))))
                        .orElseGet(() -> say("data.unknown"));
    }
}
