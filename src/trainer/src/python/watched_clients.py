"""A small training by Keras, Lightning or Transformers with the callback of train_model.py, as its users would write it.

    python3 watched_clients.py keras|lightning|transformers FOLDER [STEP]

The folder of train_model.py is in PYTHONPATH. Trains on two clusters of points, or of tokens, for 40 epochs of four steps where nobody stops it,
and keeps what it trained in FOLDER. Where a STEP is given the end is asked for as soon as that one is reported.
"""

import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "torch"

import numpy
import torch

import train_model

EPOCHS = 40


def stop_behind(last):
    """Asks for the end as train-model does, and where a test can foresee it."""
    report = train_model.report

    def reporting(step, **metrics):
        report(step, **metrics)
        if step >= last:
            pathlib.Path(os.environ["TRAIN_MODEL_STOP"]).touch()

    train_model.report = reporting


def clusters(samples, seed):
    random = numpy.random.default_rng(seed)
    labels = random.integers(0, 2, samples)
    points = random.normal(size=(samples, 4)) + 2.0 * labels[:, None] - 1
    return points.astype("float32"), labels


def keras(folder):
    import keras

    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(2, activation="softmax")])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    x, y = clusters(128, 1)
    model.fit(
        x, y, batch_size=32, epochs=EPOCHS, validation_data=clusters(64, 2), verbose=0,
        callbacks=[train_model.keras_callback()])
    model.save(folder / "model.keras")


def lightning(folder):
    import lightning.pytorch as pl
    from torch.utils.data import DataLoader, TensorDataset

    class Classifier(pl.LightningModule):
        def __init__(self):
            super().__init__()
            self.net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))

        def training_step(self, batch, index):
            loss = torch.nn.functional.cross_entropy(self.net(batch[0]), batch[1])
            self.log("train_loss", loss)
            return loss

        def validation_step(self, batch, index):
            found = self.net(batch[0])
            self.log("val_loss", torch.nn.functional.cross_entropy(found, batch[1]))
            self.log("val_accuracy", (found.argmax(1) == batch[1]).float().mean())

        def configure_optimizers(self):
            return torch.optim.Adam(self.parameters(), 0.01)

    def loader(samples, seed):
        return DataLoader(TensorDataset(*(torch.from_numpy(part) for part in clusters(samples, seed))), 32)

    trainer = pl.Trainer(
        max_epochs=EPOCHS, accelerator="cpu", logger=False, enable_progress_bar=False, enable_model_summary=False,
        log_every_n_steps=2, default_root_dir=folder,
        callbacks=[train_model.lightning_callback(), pl.callbacks.ModelCheckpoint(dirpath=folder, save_last=True)])
    trainer.fit(Classifier(), loader(128, 1), loader(64, 2), ckpt_path=train_model.newest_checkpoint())


def transformers(folder):
    import transformers

    config = transformers.BertConfig(
        vocab_size=32, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=16)
    model = transformers.BertForSequenceClassification(config)

    def tokens(samples, seed):
        random = numpy.random.default_rng(seed)
        labels = random.integers(0, 2, samples)
        return [
            {"input_ids": torch.from_numpy(random.integers(16 * label, 16 * label + 16, 8)), "labels": int(label)}
            for label in labels
        ]

    arguments = transformers.TrainingArguments(
        folder, num_train_epochs=EPOCHS, per_device_train_batch_size=32, learning_rate=0.01, logging_steps=2,
        eval_strategy="epoch", save_strategy="epoch", save_total_limit=2, report_to=[], use_cpu=True, disable_tqdm=True)
    trainer = transformers.Trainer(
        model, arguments, train_dataset=tokens(128, 1), eval_dataset=tokens(64, 2),
        compute_metrics=lambda found: {"accuracy": float((found.predictions.argmax(-1) == found.label_ids).mean())},
        callbacks=[train_model.transformers_callback()])
    trainer.train(resume_from_checkpoint=train_model.newest_checkpoint())


if __name__ == "__main__":
    torch.manual_seed(1)
    if len(sys.argv) > 3:
        stop_behind(int(sys.argv[3]))
    {"keras": keras, "lightning": lightning, "transformers": transformers}[sys.argv[1]](pathlib.Path(sys.argv[2]))
