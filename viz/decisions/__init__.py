"""What changes the case from the page: buttons, dialogs, messages, the endpoint."""
