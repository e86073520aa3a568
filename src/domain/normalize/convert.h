// The other forms in which SDKs send an attribute, taken to the one that its schema describes.
// Each has the signature of Convert; the value is never null. Source: shared spec "ingest", 3.3.
#pragma once

#include <string_view>

#include <boost/json.hpp>

namespace picket::domain::normalize {

class Path;
class Shaper;

/// An array becomes an object with the keys "0", "1", ...
void object_from_array(boost::json::value& value, const Path& path, Shaper& shaper);
/// Rejects what does not begin with http:// or https://.
void http_link(boost::json::value& value, const Path& path, Shaper& shaper);
/// `posix_signal`, `mach_exception` and `relevant_address` of old Cocoa SDKs.
void legacy_mechanism(boost::json::value& value, const Path& path, Shaper& shaper);
/// "a=1&b=2", an object or pairs become pairs of strings.
void query_pairs(boost::json::value& value, const Path& path, Shaper& shaper);
/// "a=1; b=2", an object or pairs become pairs of strings.
void cookie_pairs(boost::json::value& value, const Path& path, Shaper& shaper);
/// An object (sorted by name) or pairs become pairs; names are capitalized.
void header_pairs(boost::json::value& value, const Path& path, Shaper& shaper);
/// Elements that are no text are dropped with one error.
void fingerprint_strings(boost::json::value& value, const Path& path, Shaper& shaper);
/// Anything but an object becomes `{"formatted": text}`.
void logentry_object(boost::json::value& value, const Path& path, Shaper& shaper);
/// Each context is an object with a `type`.
void context_objects(boost::json::value& value, const Path& path, Shaper& shaper);
/// An object (sorted by key) or pairs become pairs of strings. See tags.h for the limits.
void tag_pairs(boost::json::value& value, const Path& path, Shaper& shaper);
/// An object whose members become texts: what is none is its JSON.
void text_members(boost::json::value& value, const Path& path, Shaper& shaper);
/// An object whose members must be texts.
void plain_members(boost::json::value& value, const Path& path, Shaper& shaper);
/// Java's kinds of locks: 1, 2, 4 or 8.
void lock_type(boost::json::value& value, const Path& path, Shaper& shaper);
/// An object of CPU registers and their values.
void register_map(boost::json::value& value, const Path& path, Shaper& shaper);
/// An object of locks by their address.
void lock_map(boost::json::value& value, const Path& path, Shaper& shaper);
/// An object of measurements by name; names get lower case, what is none goes with an error.
void measurement_map(boost::json::value& value, const Path& path, Shaper& shaper);
/// Groups of measurements by name.
void breakdown_maps(boost::json::value& value, const Path& path, Shaper& shaper);
/// A list of debug images, each by its type.
void debug_images(boost::json::value& value, const Path& path, Shaper& shaper);
/// At most kMaxErrors objects.
void error_list(boost::json::value& value, const Path& path, Shaper& shaper);

/// An object, sorted by key, or an array of pairs becomes an array of pairs. False when the value
/// was neither: it is null then, with `reason` as its error. Elements that are no pair are null.
bool make_pairs(boost::json::value& value, const Path& path, Shaper& shaper,
                std::string_view reason);

}  // namespace picket::domain::normalize
