/** The machine that libraries are for: its platform, where they can lie, and what can go wrong. */
package io.jenkins.trainmodel.trainer.library.platform;
