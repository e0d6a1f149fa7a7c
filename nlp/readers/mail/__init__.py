"""Mail as mail: messages, the threads in them, who wrote to whom."""
