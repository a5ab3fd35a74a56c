/** Whether a recorded model is what its recipe makes: trained again, and compared bit for bit. */
package io.jenkins.trainmodel.trainer.reproduce;
