// Debug images: which files of machine code and mappings an event's addresses are in.
#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/normalize/convert.h"
#include "domain/normalize/schemas.h"

namespace picket::domain::normalize {
namespace {

constexpr std::array kAppleFields = {
    field("type", Kind::string),
    field("name", Kind::string).with(Field::kRequired),
    field("arch", Kind::string),
    field("cpu_type", Kind::unsigned_integer),
    field("cpu_subtype", Kind::unsigned_integer),
    field("image_addr", Kind::address).with(Field::kRequired),
    field("image_size", Kind::unsigned_integer).with(Field::kRequired),
    field("image_vmaddr", Kind::address),
    field("uuid", Kind::uuid).with(Field::kRequired),
};
constexpr Schema kApple(kAppleFields, Unknown::drop);

constexpr std::array kNativeFields = {
    field("type", Kind::string),
    field("code_id", Kind::code_id),
    field("code_file", Kind::string).with(Field::kRequired),
    field("debug_id", Kind::debug_id).with(Field::kRequired),
    field("debug_file", Kind::string),
    field("debug_checksum", Kind::string),
    field("arch", Kind::string),
    field("image_addr", Kind::address),
    field("image_size", Kind::unsigned_integer),
    field("image_vmaddr", Kind::address),
    alias("name", "code_file"),
    alias("id", "debug_id"),
};
constexpr Schema kNative(kNativeFields, Unknown::drop);

constexpr std::array kProguardFields = {
    field("type", Kind::string),
    field("uuid", Kind::uuid).with(Field::kRequired),
};
constexpr Schema kProguard(kProguardFields, Unknown::drop);

constexpr std::array kSourceMapFields = {
    field("type", Kind::string),
    field("code_file", Kind::string).with(Field::kRequired),
    field("debug_id", Kind::debug_id).with(Field::kRequired),
    field("debug_file", Kind::string),
};
constexpr Schema kSourceMap(kSourceMapFields, Unknown::drop);

constexpr std::array kJvmFields = {
    field("type", Kind::string),
    field("debug_id", Kind::debug_id).with(Field::kRequired),
};
constexpr Schema kJvm(kJvmFields, Unknown::drop);

constexpr std::pair<std::string_view, const Schema*> kTypes[] = {
    {"apple", &kApple},       {"symbolic", &kNative},     {"macho", &kNative}, {"elf", &kNative},
    {"pe", &kNative},         {"pe_dotnet", &kNative},    {"wasm", &kNative},  {"jvm", &kJvm},
    {"proguard", &kProguard}, {"sourcemap", &kSourceMap},
};

constexpr std::array kSystemSdkFields = {
    field("sdk_name", Kind::string),
    field("version_major", Kind::unsigned_integer),
    field("version_minor", Kind::unsigned_integer),
    field("version_patchlevel", Kind::unsigned_integer),
};
constexpr Schema kSystemSdkSchema(kSystemSdkFields, Unknown::drop);

constexpr std::array kDebugMetaFields = {
    nested("sdk_info", kSystemSdkSchema),
    field("images", Kind::any).from(debug_images),
};

}  // namespace

constexpr Schema kDebugMetaSchema(kDebugMetaFields, Unknown::drop);

const Schema* image_schema(std::string_view type) noexcept {
  const auto* const found = std::find_if(std::begin(kTypes), std::end(kTypes),
                                         [type](const auto& known) { return known.first == type; });
  return found == std::end(kTypes) ? nullptr : found->second;
}

}  // namespace picket::domain::normalize
