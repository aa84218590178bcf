// In this order: the first one needs an extension that has not started yet.
import "./activation";
import "./findings";
import "./fixing";
import "./reading";
import "./writing";
import "./acting";
