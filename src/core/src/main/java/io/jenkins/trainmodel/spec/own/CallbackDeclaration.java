package io.jenkins.trainmodel.spec.own;

import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.own.CallbackSpec.OnError;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import java.util.List;

/** The list under {@code callbacks}. */
public final class CallbackDeclaration {
    private static final int MOST = 100;

    private static final PartKeys<CallbackSpec> PART = PartKeys.of(PartKind.CALLBACK, CallbackSpec::part);
    private static final Key<CallbackSpec, OnError> ON_ERROR = Key.of(
            "onError",
            Types.word(OnError.class),
            CallbackSpec::onError,
            OnError.FAIL,
            "Whether the run ends when it throws, or goes on with a warning.");

    private static final ObjectType<CallbackSpec> CALLBACK = ObjectType.<CallbackSpec>named(
                    "callback", "A part of your own that hears of the run.")
            .shorthandKey(PART.part())
            .key(PART.options())
            .key(ON_ERROR)
            .check(PART::check)
            .build(values -> new CallbackSpec(PART.get(values), values.get(ON_ERROR)));

    public static final Key<WithOwnCode, List<CallbackSpec>> KEY = Key.of(
            "callbacks",
            Types.list(CALLBACK, 0, MOST, "a list of callbacks, such as {part: notify, onError: ignore}"),
            code -> code.own().callbacks(),
            List.of(),
            "Parts of your own that hear of start, steps, epochs, checkpoints, milestones and the end.");

    private CallbackDeclaration() {}
}
