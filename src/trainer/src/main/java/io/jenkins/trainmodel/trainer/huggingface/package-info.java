/**
 * Models of the Hugging Face layout that are shaped as GPT-2: read, written, and the tokenizer's files that belong to them.
 * What is read is taken for hostile.
 */
package io.jenkins.trainmodel.trainer.huggingface;
