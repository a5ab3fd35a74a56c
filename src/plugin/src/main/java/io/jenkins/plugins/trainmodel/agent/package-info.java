/**
 * Everything that runs on an agent or talks to one: the trainer's jar, its process, its files. What an agent answers is not
 * trusted; every answer is bounded here.
 */
package io.jenkins.plugins.trainmodel.agent;
