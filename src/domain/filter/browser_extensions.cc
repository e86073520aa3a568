#include "domain/filter/browser_extensions.h"

#include <string_view>

#include "domain/filter/glob_set.h"
#include "domain/filter/phrases.h"
#include "protocol/json.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

/// A `?` is any character, as in the list that these come from.
constexpr std::string_view kValues[] = {
    "top.GLOBALS",
    "originalCreateNotification",
    "canvas?contentDocument",
    "MyApp_RemoveAllHighlights",
    "http://tt.epicplay.com",
    "Can't find variable: ZiteReader",
    "jigsaw is not defined",
    "ComboSearch is not defined",
    "http://loading.retry.widdit.com/",
    "atomicFindClose",
    "fb_xd_fragment",
    "bmi_SafeAddOnload",
    "EBCallBackMessageReceived",
    "_gCrWeb",
    "conduitPage",
    "null is not an object (evaluating 'elt?parentNode')",
    "plugin.setSuspendState is not a function",
    "Extension context invalidated",
    "webkit-masked-url:",
    "can't access dead object",
    "Cannot redefine property: {solana,ethereum,googletag}",
    "undefined is not an object (evaluating 'a?L')",
    "Permission denied to access property ",
};

constexpr std::string_view kSources[] = {
    "graph.facebook.com",
    "connect.facebook.net",
    "eatdifferent.com.woopra-ns.com",
    "static.woopra.com/js/woopra.js",
    "webkit-masked-url",
    "127.0.0.1:4001/isrunning",
    "webappstoolbarba.texthelp.com/",
    "metrics.itunes.apple.com.edgesuite.net/",
    "kaspersky-labs.com",
};

constexpr std::string_view kSchemes[] = {
    "{chrome,chrome-extension}://*",
    "moz-extension://*",
    "{safari,safari-web}-extension://*",
};

bool is_known_value(std::string_view value) {
  static const GlobSet known = phrases(kValues);
  return !value.empty() && known.matches(value);
}

bool is_known_source(std::string_view source) {
  if (source.empty()) return false;
  static const GlobSet known = phrases(kSources);
  static const GlobSet schemes{kSchemes};
  const GlobText text(source);
  return schemes.matches(text) || known.matches(text);
}

/// Of the newest frame that says where it is from; a frame without any path ends the search.
std::string_view source_of(const json::object& exception) {
  const json::object* const trace = protocol::find_object(exception, "stacktrace");
  const json::array* const frames =
      trace == nullptr ? nullptr : protocol::find_array(*trace, "frames");
  if (frames == nullptr) return {};
  for (auto frame = frames->rbegin(); frame != frames->rend(); ++frame) {
    const json::object* const fields = frame->if_object();
    if (fields == nullptr) return {};
    const std::string_view path = protocol::find_string(*fields, "abs_path");
    if (path != "<anonymous>" && path != "[native code]") return path;
  }
  return {};
}

}  // namespace

bool is_from_browser_extension(const EventView& event) {
  const json::array* const exceptions = event.exceptions();
  if (exceptions == nullptr || exceptions->empty()) return false;
  const json::object* const first = exceptions->front().if_object();
  if (first == nullptr) return false;
  return is_known_value(protocol::find_string(*first, "value")) ||
         is_known_source(source_of(*first));
}

}  // namespace picket::domain::filter
