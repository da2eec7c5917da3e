/**
 * ONNX Runtime reports its usage to its maker unless this is set before its first session.
 * What runs here is nobody else's business; who wants to report sets it to 0.
 */
process.env.ORT_DISABLE_TELEMETRY ??= '1';
