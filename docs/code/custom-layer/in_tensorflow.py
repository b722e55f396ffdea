"""A new layer: scale each feature, learn the scale."""

import keras
import tensorflow as tf


class Scale(keras.layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(
            shape=input_shape[-1:], initializer="ones"
        )

    def call(self, x):
        return x * self.scale


layer = Scale()
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(
        layer(tf.constant([[1.0, 2.0, 3.0]]))
    )
gradient = tape.gradient(loss, layer.scale)

print("scale:", layer.scale.numpy().tolist())
print("gradient:", gradient.numpy().tolist())
