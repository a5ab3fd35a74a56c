"""What a training program says to `train-model watch`, and hears from it. One file, without any package: copy it beside yours.

    import train_model

    for epoch in range(1, epochs + 1):
        for batch in batches:
            loss = learn(batch)
            step += 1
            train_model.report(step=step, loss=loss)
            if train_model.should_stop():
                save("model.pt")
                return
        train_model.epoch(epoch, step=step, val_loss=validate())

Without `train-model watch` all of it does nothing, so the program runs by itself as well. Callbacks for Keras, Lightning and
Transformers are below; the libraries are imported only where they are used. All three end an epoch that is cut short as they end
others: what it has come to is reported, and it is not called complete, so that a program that goes on trains it again or to its
end. Only Lightning saves it as over, and goes on with the next one.
"""

import json
import math
import os
import signal
import threading

_METRICS = os.environ.get("TRAIN_MODEL_METRICS", "")
_STOP = os.environ.get("TRAIN_MODEL_STOP", "")
_SAVE = os.environ.get("TRAIN_MODEL_SAVE", "")
_WATCHER = int(os.environ.get("TRAIN_MODEL_WATCHER") or 0)
_WRITING = threading.Lock()
_signalled = threading.Event()
_heeds = False


def watched():
    """Whether train-model has started this program."""
    return bool(_METRICS)


def resuming():
    """Whether the run goes on that an earlier process of this program began."""
    return bool(os.environ.get("TRAIN_MODEL_RESUME"))


def resume_epoch():
    """How many epochs were reported as complete before this process."""
    return int(os.environ.get("TRAIN_MODEL_EPOCH") or 0)


def resume_step():
    """How many optimizer steps were reported before this process."""
    return int(os.environ.get("TRAIN_MODEL_STEP") or 0)


def newest_checkpoint():
    """The path that was last given to checkpoint(), by an earlier process; None where there is none."""
    return os.environ.get("TRAIN_MODEL_CHECKPOINT") or None


def report(step, epoch=None, **metrics):
    """Metrics after so many optimizer steps of the whole run. Epochs are counted from 1."""
    _write({"type": "step", "epoch": epoch, "step": step, "metrics": _numbers(metrics)})


def epoch(number, step=None, **metrics):
    """An epoch, counted from 1, is complete: stop rules look now. Metrics that were reported within it need not be repeated."""
    _write({"type": "epoch", "epoch": number, "step": step, "metrics": _numbers(metrics)})


def checkpoint(path, epoch=None, step=None):
    """A checkpoint was saved there; a process that goes on with the run is told of the newest one."""
    _write({"type": "checkpoint", "path": os.path.abspath(path), "epoch": epoch, "step": step})


def message(text):
    """Something that people should read in the log of the run."""
    _write({"type": "message", "message": str(text)})


def should_stop():
    """Whether the program is to save what it has and to end: it was asked to, or nobody watches it any more."""
    if not _STOP:
        return False
    _heed_signal()
    return os.path.exists(_STOP) or _signalled.is_set() or not _is_watched()


def should_save():
    """Whether somebody wants a checkpoint now; until checkpoint() says that there is one."""
    return bool(_SAVE) and os.path.exists(_SAVE)


def _is_watched():
    if os.name != "posix" or not _WATCHER:
        return True
    try:
        os.kill(_WATCHER, 0)
        return True
    except ProcessLookupError:
        return False
    except PermissionError:
        return True


def _numbers(metrics):
    return {name: _number(value) for name, value in metrics.items() if _number(value) is not None}


def _number(value):
    """A float of a number, or of a tensor or array of one number; None of anything else."""
    try:
        return float(value.item() if hasattr(value, "item") else value)
    except (TypeError, ValueError, RuntimeError):
        return None


def _write(line):
    if not _METRICS:
        return
    text = json.dumps({key: value for key, value in line.items() if value is not None}) + "\n"
    with _WRITING, open(_METRICS, "a", encoding="utf-8") as file:
        file.write(text)


def _heed_signal():
    """From the first question on, SIGTERM asks for the end; a handler that the program has set is called as well."""
    global _heeds
    if _heeds or threading.current_thread() is not threading.main_thread():
        return
    _heeds = True
    before = signal.getsignal(signal.SIGTERM)

    def heed(number, frame):
        _signalled.set()
        if callable(before):
            before(number, frame)

    signal.signal(signal.SIGTERM, heed)
    if hasattr(os, "register_at_fork"):
        # Workers that are forked later ask nobody whether they should stop.
        os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, before or signal.SIG_DFL))


def keras_callback():
    """A callback for Keras: model.fit(..., callbacks=[train_model.keras_callback()])."""
    import keras

    class Reports(keras.callbacks.Callback):
        def __init__(self):
            super().__init__()
            self.steps = resume_step()
            self.cut = False

        def on_train_batch_end(self, batch, logs=None):
            self.steps += 1
            report(self.steps, **(logs or {}))
            if should_stop():
                self.model.stop_training = True
            self.cut = self.model.stop_training and batch + 1 != self.params.get("steps")

        def on_epoch_end(self, number, logs=None):
            if self.cut:
                report(self.steps, epoch=number + 1, **(logs or {}))
                return
            globals()["epoch"](number + 1, step=self.steps, **(logs or {}))
            if should_stop():
                self.model.stop_training = True

    return Reports()


def lightning_callback():
    """A callback for Lightning: Trainer(callbacks=[train_model.lightning_callback()])."""
    try:
        import lightning.pytorch as lightning
    except ImportError:
        import pytorch_lightning as lightning

    class Reports(lightning.Callback):
        def __init__(self):
            super().__init__()
            self.cut = False

        def on_train_batch_end(self, trainer, module, outputs, batch, batch_idx):
            self.cut = not trainer.is_last_batch and batch_idx + 1 != trainer.num_training_batches
            if trainer.global_step and trainer.global_step % trainer.log_every_n_steps == 0:
                report(trainer.global_step, epoch=trainer.current_epoch + 1, **trainer.callback_metrics)
            if should_stop():
                trainer.should_stop = True

        def on_train_epoch_end(self, trainer, module):
            if self.cut:
                report(trainer.global_step, epoch=trainer.current_epoch + 1, **trainer.callback_metrics)
                return
            globals()["epoch"](trainer.current_epoch + 1, step=trainer.global_step, **trainer.callback_metrics)
            if should_stop():
                trainer.should_stop = True

        def on_save_checkpoint(self, trainer, module, saved):
            callback = trainer.checkpoint_callback
            if callback is not None and callback.last_model_path:
                checkpoint(callback.last_model_path)

    return Reports()


def transformers_callback():
    """A callback for Hugging Face's Trainer: Trainer(..., callbacks=[train_model.transformers_callback()])."""
    import transformers

    class Reports(transformers.TrainerCallback):
        def __init__(self):
            self.newest = {}
            self.over = None  # the epoch that is over, and whose evaluation follows

        def on_log(self, args, state, control, logs=None, **others):
            metrics = {name: value for name, value in (logs or {}).items() if name not in ("epoch", "total_flos")}
            self.newest.update(metrics)
            report(state.global_step, **metrics)

        def on_epoch_end(self, args, state, control, **others):
            if self._is_cut(state, control):
                return control
            # 0.98 where batches of the epoch are left over that no step was made of
            self.over = math.ceil((state.epoch or 0) - 1e-6)
            if control.should_evaluate or str(args.eval_strategy).endswith("EPOCH"):
                return control
            return self._end(state, control)

        def on_evaluate(self, args, state, control, metrics=None, **others):
            self.newest.update({name: value for name, value in (metrics or {}).items() if name != "epoch"})
            return self._end(state, control)

        def on_train_end(self, args, state, control, **others):
            return self._end(state, control)

        def on_step_end(self, args, state, control, **others):
            self._end(state, control)
            control.should_training_stop = control.should_training_stop or should_stop()
            control.should_save = control.should_save or should_save() or should_stop()
            return control

        def on_save(self, args, state, control, **others):
            checkpoint(os.path.join(args.output_dir, f"checkpoint-{state.global_step}"), step=state.global_step)

        def _is_cut(self, state, control):
            """Whether the epoch ends as the training does, and lacks a step or more."""
            if not control.should_training_stop:
                return False
            at = state.epoch or 0
            return math.ceil(at - 1e-6) - at >= at / max(1, state.global_step) - 1e-6

        def _end(self, state, control):
            if self.over is not None:
                globals()["epoch"](self.over, step=state.global_step, **self.newest)
                self.newest = {}
                self.over = None
            control.should_training_stop = control.should_training_stop or should_stop()
            return control

    return Reports()
