// Exceptions, threads and their frames.
#include "domain/normalize/convert.h"
#include "domain/normalize/schemas.h"

namespace picket::domain::normalize {
namespace {

constexpr std::array kFrameDataFields = {
    text("sourcemap", 256, 40),
    text("orig_function", 256, 20),
    text("orig_filename", 256, 40),
    field("orig_lineno", Kind::unsigned_integer),
    field("orig_colno", Kind::unsigned_integer),
    field("orig_in_app", Kind::any),
};
constexpr Schema kFrameDataSchema(kFrameDataFields, Unknown::keep);

constexpr std::array kLockFields = {
    field("type", Kind::any).with(Field::kRequired).from(lock_type),
    field("address", Kind::string),
    field("package_name", Kind::string),
    field("class_name", Kind::string),
    field("thread_id", Kind::thread_id),
};

constexpr std::array kFrameFields = {
    text("function", 256, 20),
    text("raw_function", 256, 20),
    text("symbol", 256),
    field("module", Kind::string),
    field("package", Kind::string),
    text("filename", 256, 40),
    text("abs_path", 256, 40),
    field("lineno", Kind::unsigned_integer),
    field("colno", Kind::unsigned_integer),
    field("platform", Kind::string),
    field("pre_context", Kind::strings),
    field("context_line", Kind::string),
    field("post_context", Kind::strings),
    field("source_link", Kind::string),
    field("in_app", Kind::boolean),
    budget("vars", 5, 2048).from(object_from_array),
    nested("data", kFrameDataSchema),
    field("image_addr", Kind::address),
    field("instruction_addr", Kind::address),
    field("symbol_addr", Kind::address),
    field("function_id", Kind::address),
    field("addr_mode", Kind::string),
    text("trust", 128),
    text("lang", 128),
    field("stack_start", Kind::boolean),
    nested("lock", kLockSchema),
    field("module_metadata", Kind::any),
    field("parent_index", Kind::unsigned_integer),
    field("sample_count", Kind::unsigned_integer),
};

constexpr std::array kStacktraceFields = {
    nested("frames", kFrameSchema, Kind::list).with(Field::kRequired).with(Field::kNotEmpty),
    field("registers", Kind::free_object).from(register_map),
    field("instruction_addr_adjustment", Kind::string),
    text("lang", 128),
    field("snapshot", Kind::boolean),
};

constexpr std::array kErrnoFields = {
    field("number", Kind::integer),
    field("name", Kind::string),
};
constexpr Schema kErrnoSchema(kErrnoFields, Unknown::drop);

constexpr std::array kSignalFields = {
    field("number", Kind::integer),
    field("code", Kind::integer),
    field("name", Kind::string),
    field("code_name", Kind::string),
};
constexpr Schema kSignalSchema(kSignalFields, Unknown::drop);

constexpr std::array kMachExceptionFields = {
    field("exception", Kind::integer),
    field("code", Kind::unsigned_integer),
    field("subcode", Kind::unsigned_integer),
    field("name", Kind::string),
};
constexpr Schema kMachExceptionSchema(kMachExceptionFields, Unknown::drop);

constexpr std::array kNsErrorFields = {
    field("code", Kind::integer),
    field("domain", Kind::string),
};
constexpr Schema kNsErrorSchema(kNsErrorFields, Unknown::drop);

constexpr std::array kMechanismMetaFields = {
    nested("errno", kErrnoSchema),
    nested("signal", kSignalSchema),
    nested("mach_exception", kMachExceptionSchema),
    nested("ns_error", kNsErrorSchema),
};
constexpr Schema kMechanismMetaSchema(kMechanismMetaFields, Unknown::drop);

constexpr std::array kMechanismFields = {
    text("type", 128).with(Field::kRequired).with(Field::kNotEmpty),
    field("synthetic", Kind::boolean),
    text("description", 8192, 200),
    text("help_link", 256, 40).from(http_link),
    field("handled", Kind::boolean),
    text("source", 128).with(Field::kNotEmpty).with(Field::kNoSpace),
    field("is_exception_group", Kind::boolean),
    field("exception_id", Kind::unsigned_integer),
    field("parent_id", Kind::unsigned_integer),
    budget("data", 5, 2048),
    nested("meta", kMechanismMetaSchema),
};

constexpr std::array kExceptionFields = {
    text("type", 256, 20),
    text("value", 8192, 200, Kind::json_string),
    text("module", 256, 20),
    nested("stacktrace", kStacktraceSchema),
    nested("raw_stacktrace", kStacktraceSchema),
    field("thread_id", Kind::thread_id),
    nested("mechanism", kMechanismSchema).from(legacy_mechanism),
    alias("sentry.interfaces.Stacktrace", "stacktrace"),
};

constexpr std::array kThreadFields = {
    text("id", 256, 20, Kind::thread_id),
    text("name", 1024, 100),
    nested("stacktrace", kStacktraceSchema),
    nested("raw_stacktrace", kStacktraceSchema),
    field("crashed", Kind::boolean),
    field("current", Kind::boolean),
    field("main", Kind::boolean),
    field("state", Kind::string),
    field("held_locks", Kind::free_object).from(lock_map),
};

constexpr std::array kTemplateFields = {
    text("filename", 128, 20),
    text("abs_path", 256, 40),
    field("lineno", Kind::unsigned_integer),
    field("colno", Kind::unsigned_integer),
    field("pre_context", Kind::strings),
    field("context_line", Kind::string),
    field("post_context", Kind::strings),
};

}  // namespace

constexpr Schema kLockSchema(kLockFields, Unknown::drop);
constexpr Schema kFrameSchema(kFrameFields, Unknown::drop);
constexpr Schema kStacktraceSchema(kStacktraceFields, Unknown::drop);
constexpr Schema kMechanismSchema(kMechanismFields, Unknown::drop);
constexpr Schema kExceptionSchema(kExceptionFields, Unknown::drop);
constexpr Schema kThreadSchema(kThreadFields, Unknown::drop);
constexpr Schema kTemplateSchema(kTemplateFields, Unknown::drop);

}  // namespace picket::domain::normalize
