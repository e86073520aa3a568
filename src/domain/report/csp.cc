// Violations of a content security policy. Source: shared spec "ingest", section 3.14.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "domain/grouping/csp_uri.h"
#include "domain/report/kinds.h"
#include "domain/report/reader.h"
#include "protocol/json.h"

namespace picket::domain::report {
namespace {

namespace json = boost::json;
using grouping::normalize_csp_uri;
using protocol::find_string;

constexpr std::string_view kDirectives[] = {"base-uri",        "child-src",
                                            "connect-src",     "default-src",
                                            "font-src",        "form-action",
                                            "frame-ancestors", "frame-src",
                                            "img-src",         "manifest-src",
                                            "media-src",       "object-src",
                                            "plugin-types",    "prefetch-src",
                                            "referrer",        "script-src",
                                            "script-src-attr", "script-src-elem",
                                            "style-src",       "style-src-elem",
                                            "style-src-attr",  "upgrade-insecure-requests",
                                            "worker-src",      "sandbox",
                                            "navigate-to",     "report-uri",
                                            "report-to",       "block-all-mixed-content",
                                            "require-sri-for", "require-trusted-types-for",
                                            "trusted-types"};

/// What messages call a directive, and the sentences that differ from "Blocked inline 'X'" and
/// "Blocked 'X' from 'URI'".
struct Wording {
  std::string_view directive;
  std::string_view subject;
  std::string_view local{};
  std::string_view remote{};  ///< Up to the URI.
};

/// The texts of script-src-attr and -elem look swapped, and are not.
constexpr Wording kWordings[] = {
    {"child-src", "child"},
    {"connect-src", "connect"},
    {"font-src", "font"},
    {"form-action", "form-action", {}, "Blocked 'form' action to "},
    {"img-src", "image"},
    {"manifest-src", "manifest"},
    {"media-src", "media"},
    {"object-src", "object"},
    {"script-src", "script"},
    {"script-src-attr",
     {},
     "Blocked unsafe 'script' element",
     "Blocked inline script attribute from "},
    {"script-src-elem", "script", "Blocked inline script attribute"},
    {"style-src", "style"},
    {"style-src-attr", {}, "Blocked style attribute", "Blocked style attribute from "},
    {"style-src-elem", "style", "Blocked 'style' or 'link' element"},
};

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

bool is_local(std::string_view uri) noexcept {
  return uri.empty() || uri == "self" || uri == grouping::kLocalUri;
}

/// Empty when the first word is none that browsers know.
std::string_view known_directive(std::string_view directive) noexcept {
  const std::string_view word = ascii::split_once(directive, ' ').head;
  const auto* const found = std::find(std::begin(kDirectives), std::end(kDirectives), word);
  return found != std::end(kDirectives) ? *found : std::string_view();
}

std::string local_script(std::string_view violated) {
  const auto names = [violated](std::string_view keyword) {
    return violated.find(keyword) != std::string_view::npos;
  };
  if (names("'unsafe-inline'")) return "Blocked unsafe inline 'script'";
  if (names("'unsafe-eval'")) return "Blocked unsafe eval() 'script'";
  return "Blocked unsafe (eval() or inline) 'script'";
}

std::string message_of(std::string_view directive, std::string_view violated,
                       std::string_view blocked) {
  Wording wording{directive, directive};
  for (const Wording& each : kWordings) {
    if (each.directive == directive) wording = each;
  }
  if (is_local(blocked)) {
    if (directive == "script-src") return local_script(violated);
    return wording.local.empty() ? "Blocked inline " + quoted(wording.subject)
                                 : std::string(wording.local);
  }
  const std::string uri = quoted(normalize_csp_uri(blocked));
  return wording.remote.empty() ? "Blocked " + quoted(wording.subject) + " from " + uri
                                : std::string(wording.remote) + uri;
}

constexpr std::string_view kSourceSchemes[] = {
    "data:", "mediastream:", "blob:", "filesystem:", "http:", "https:", "file:"};
constexpr std::string_view kKeywords[] = {"'none'", "'self'", "'unsafe-inline'", "'unsafe-eval'"};

/// A source of the violated directive; the document's own is 'self', as browsers that spell it out
/// make groups of their own else.
std::string source_of(std::string_view word, std::string_view document,
                      std::string_view document_origin) {
  if (std::find(std::begin(kKeywords), std::end(kKeywords), word) != std::end(kKeywords)) {
    return std::string(word);
  }
  const bool has_scheme =
      std::any_of(std::begin(kSourceSchemes), std::end(kSourceSchemes),
                  [word](std::string_view scheme) { return word.starts_with(scheme); });
  if (has_scheme) {
    return std::string(normalize_csp_uri(word) == document_origin ? grouping::kLocalUri : word);
  }
  if (word == document_origin) return std::string(grouping::kLocalUri);
  const ascii::Split scheme = ascii::split_once(document, ':');
  if (!scheme.found || scheme.head == "http" || scheme.head == "https") return std::string(word);
  return std::string(scheme.head).append("://").append(word);
}

std::string culprit_of(std::string_view violated, std::string_view document) {
  constexpr std::string_view kSpace = " \t\n\f\r";
  const std::string origin = normalize_csp_uri(document);
  std::string culprit;
  bool first = true;
  while (true) {
    violated.remove_prefix(std::min(violated.find_first_not_of(kSpace), violated.size()));
    if (violated.empty()) return culprit;
    const std::string_view word = violated.substr(0, violated.find_first_of(kSpace));
    violated.remove_prefix(word.size());
    if (first) {
      culprit = word;
    } else {
      (culprit += ' ') += source_of(word, document, origin);
    }
    first = false;
  }
}

/// Addresses of this payment service have secrets behind the path.
std::string_view tag_uri(std::string_view blocked) noexcept {
  if (!blocked.starts_with("https://api.stripe.com/")) return blocked;
  return blocked.substr(0, blocked.find_first_of("#?"));
}

bool read_csp(json::object& report, json::object& csp) {
  Reader reader(report, csp);
  reader.text("effective_directive",
              {"effective_directive", "effective-directive", "effectiveDirective"});
  if (!reader.text("blocked_uri", {"blocked_uri", "blocked-uri", "blockedURL"})) {
    csp["blocked_uri"] = "self";
  }
  reader.text("document_uri", {"document_uri", "document-uri", "documentURL"});
  reader.text("original_policy", {"original_policy", "original-policy", "originalPolicy"});
  reader.text("referrer", {"referrer"});
  reader.unsigned_or_digits("status_code", {"status_code", "status-code", "statusCode"});
  if (!reader.text("violated_directive",
                   {"violated_directive", "violated-directive", "violatedDirective"})) {
    csp["violated_directive"] = "";
  }
  reader.text("source_file", {"source_file", "source-file", "sourceFile"});
  reader.unsigned_or_digits("line_number", {"line_number", "line-number", "lineNumber"});
  reader.unsigned_or_digits("column_number", {"column_number", "column-number", "columnNumber"});
  reader.text("script_sample", {"script_sample", "script-sample", "scriptSample", "sample"});
  reader.text("disposition", {"disposition"});
  reader.rest();
  return reader.valid();
}

}  // namespace

bool fill_csp(json::object& report, json::object& event) {
  json::object csp(event.storage());
  if (!read_csp(report, csp)) return false;
  const std::string violated(find_string(csp, "violated_directive"));
  const std::string blocked(find_string(csp, "blocked_uri"));
  const std::string document(find_string(csp, "document_uri"));
  std::string_view directive = known_directive(find_string(csp, "effective_directive"));
  if (directive.empty()) directive = known_directive(violated);
  if (directive.empty()) return false;
  csp["effective_directive"] = directive;

  event["type"] = "csp";
  event["logentry"] =
      json::object({{"formatted", message_of(directive, violated, blocked)}}, event.storage());
  event["culprit"] = culprit_of(violated, document);
  event["tags"] = json::array(
      {{"effective-directive", directive}, {"blocked-uri", tag_uri(blocked)}}, event.storage());
  json::object request(event.storage());
  if (!document.empty()) request["url"] = document;
  const std::string_view referrer = find_string(csp, "referrer");
  if (!referrer.empty()) {
    request["headers"] =
        json::array({json::array({"Referer", referrer}, event.storage())}, event.storage());
  }
  event["request"] = std::move(request);
  event["csp"] = std::move(csp);
  return true;
}

}  // namespace picket::domain::report
