package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.Callback;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.own.CallbackSpec;
import io.jenkins.trainmodel.spec.own.CallbackSpec.OnError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The callbacks of a run. One that throws ends it, or is warned of once for each of its methods, as it is configured. */
final class OwnCallbacks {
    private final List<Called> callbacks = new ArrayList<>();
    private final Consumer<String> warnings;
    /** What was warned of. Lifetime: this process. */
    private final Set<String> warned = new HashSet<>();

    /** @param warnings takes a sentence about a callback that has thrown and is to be passed over */
    OwnCallbacks(OwnParts parts, List<CallbackSpec> wanted, Consumer<String> warnings) {
        this.warnings = warnings;
        wanted.forEach(spec -> callbacks.add(new Called(parts.create(PartKind.CALLBACK, spec.part()), spec.onError())));
    }

    private record Called(Guard<Callback> part, OnError onError) {}

    List<Guard<Callback>> parts() {
        return callbacks.stream().map(Called::part).toList();
    }

    void tell(String method, Guard.Action<Callback> call) {
        for (int index = 0; index < callbacks.size(); index++) {
            Called callback = callbacks.get(index);
            try {
                callback.part().run(method, call);
            } catch (OwnCodeException failure) {
                if (callback.onError() == OnError.FAIL || failure.endsAll()) {
                    throw failure;
                }
                if (warned.add(index + method)) {
                    warnings.accept(failure.getMessage() + ". The run goes on, as onError: ignore says; should "
                            + method + " fail again, that is not told.");
                }
            }
        }
    }
}
