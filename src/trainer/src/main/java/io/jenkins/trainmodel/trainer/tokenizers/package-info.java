/** Hugging Face's tokenizers, in the native library that DJL publishes: fetched and loaded when text is first cut by one. */
package io.jenkins.trainmodel.trainer.tokenizers;
