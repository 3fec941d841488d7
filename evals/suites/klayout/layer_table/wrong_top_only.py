for info in sorted(layout.layer_infos(), key=lambda info: (info.layer, info.datatype)):
    count = top.shapes(layout.layer(info)).size()
    if count:
        print(f"{info.layer}/{info.datatype} {count}")
