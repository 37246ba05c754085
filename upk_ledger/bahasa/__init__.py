"""Indonesian: messages, numbers, dates, amounts in words."""
