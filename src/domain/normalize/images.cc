// Debug images as they are stored. Source: shared spec "ingest", sections 3.3 and 3.4 (step 0).
#include <string_view>
#include <utility>

#include "domain/normalize/lookup.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/steps.h"
#include "domain/normalize/trim.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

void rename(json::object& image, std::string_view from, std::string_view to, const Path& path,
            Meta& meta) {
  json::value* const value = image.if_contains(from);
  if (value == nullptr) return;
  json::value moved = std::move(*value);
  image.erase(from);
  meta.move(Path(path, from), Path(path, to));
  image[to] = std::move(moved);
}

/// What Cocoa SDKs sent before there were other systems.
void convert_apple(json::object& image, const Path& path, Meta& meta) {
  image["type"] = "macho";
  // Not theirs: it would stand for the debug_id that they become.
  if (image.erase("id") > 0) meta.forget(Path(path, "id"));
  rename(image, "name", "code_file", path, meta);
  rename(image, "uuid", "debug_id", path, meta);
}

}  // namespace

StepResult normalize_images(Work& work) {
  json::object* const debug = object_at(work.event, "debug_meta");
  json::array* const images = debug != nullptr ? array_at(*debug, "images") : nullptr;
  if (images == nullptr) return {};
  const Path root;
  const Path debug_path(root, "debug_meta");
  const Path path(debug_path, "images");
  for (std::size_t i = 0; i < images->size(); ++i) {
    json::object* const image = (*images)[i].if_object();
    if (image == nullptr) continue;
    const Path at(path, i);
    if (protocol::find_string(*image, "type") == "apple") convert_apple(*image, at, work.meta);
    const Schema* const schema = image_schema(protocol::find_string(*image, "type"));
    if (schema != nullptr) {
      trim_object(*image, *schema, at, work.meta);
      continue;
    }
    work.meta.forget(at);
    work.meta.invalid(at, "unsupported debug image type");
    work.meta.original(at, (*images)[i]);
    (*images)[i] = nullptr;
  }
  return {};
}

}  // namespace picket::domain::normalize
