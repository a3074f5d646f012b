"""The mathematics behind one neuron, as an article you can run.

Each module holds one idea, such as `lrbook.neuron`, `lrbook.descent` or `lrbook.calibration`. Import the one you need;
this package itself imports nothing.
"""
