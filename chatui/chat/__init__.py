"""Pure values of a chat: messages, sampling and events; nothing here knows an engine, a file or a screen."""
