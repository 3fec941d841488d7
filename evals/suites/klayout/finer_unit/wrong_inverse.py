layout.transform(db.ICplxTrans(0.0001 / layout.dbu))
layout.dbu = 0.0001
