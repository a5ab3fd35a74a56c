/** A run in which another program trains: its reports judged by stop rules, its end, and its start again. */
package io.jenkins.trainmodel.trainer.watch;
